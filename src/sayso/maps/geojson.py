"""Places at stake as GeoJSON, for any map program."""

from __future__ import annotations

import json
from typing import Any

import shapely

from sayso.analysis.stakes import Role, Stake, Stakes, place_json
from sayso.places.layers import Layers


def geojson_of(found: Stakes) -> str:
    """A feature collection: a point for each place, or its outline where the user gave one; see docs/places.md."""
    features = [_feature(stake, found.layers) for stake in found.stakes]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def _feature(stake: Stake, layers: Layers) -> dict[str, Any]:
    place = stake.place
    outline = layers.outlines.get(place)
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(outline)) if outline is not None else point,
        "properties": {
            **place_json(place),
            "names": list(stake.names),
            "people": stake.people,
            "statements": stake.statements,
            **{f"{role}_by": [party for party in stake.by(role) if party] for role in Role},
            "held": [hold.to_json() for hold in stake.held],
        },
    }
