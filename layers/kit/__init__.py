"""The embed kit of a built page: what a newsroom needs to show a map inside an article."""
