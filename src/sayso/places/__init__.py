"""Where the places of a report lie: an atlas, and a resolver that settles all names of a report together.

The towns of the atlas and their names are those of GeoNames (https://www.geonames.org), trimmed, under Creative Commons
Attribution 4.0; its other sources are listed in docs/places.md.
"""

from sayso.places.atlas import Atlas, Kind, Place, load_atlas
from sayso.places.resolver import Location, locate

__all__ = ["Atlas", "Kind", "Location", "Place", "load_atlas", "locate"]
