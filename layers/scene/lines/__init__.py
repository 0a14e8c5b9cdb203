"""Routes, journeys and the figures written along them."""
