"""Records → frames: who belonged when, places, routes, journeys."""
