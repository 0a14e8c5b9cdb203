"""A map and the live widget in marimo: ``pip install marimo 'blocmap[jupyter]'``, then ``marimo run app.py``."""

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo

    import geo
    import layers

    sco = geo.load_bloc("sco")
    return layers, marimo, sco


@app.cell
def _(layers, sco):
    layers.build_map(sco, "sco-corridor")
    return


@app.cell
def _(layers, marimo, sco):
    live = marimo.ui.anywidget(layers.explore(sco, "sco-membership"))
    live  # noqa: B018  (marimo shows it)
    return (live,)


@app.cell
def _(live, marimo):
    # Runs anew whenever a reader picks something on the map.
    marimo.md(f"Selected: {live.value['selected']}, on {live.value['date']}")
    return


if __name__ == "__main__":
    app.run()
