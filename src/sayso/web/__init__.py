"""The web application: the dossier in the browser, and the same as a JSON API."""
