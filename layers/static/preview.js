// The shell of the preview: asks for news, reloads the page in place, lays faults over it.
(() => {
  const ASK_MS = 500;
  /** @param {string} id @returns {any} */
  const find = id => document.getElementById(id);
  const frame = find("page"), maps = find("maps"), faults = find("faults");
  let version = -1;
  const show = () => { frame.src = `/${maps.value}.html${location.hash}`; };
  /** @param {{ version: number, maps: string[], faults: string[] }} state */
  const draw = state => {
    const chosen = maps.value || state.maps[0];
    if ([...maps.options].map(one => one.value).join() !== state.maps.join()) {
      maps.replaceChildren(...state.maps.map(map => new Option(map, map, false, map === chosen)));
      if (maps.value) show();
    } else if (!state.faults.length && maps.value) {
      frame.contentWindow.location.reload(); // its address keeps day, view, language and selection
    }
    faults.hidden = !state.faults.length;
    faults.querySelector("h1").textContent = state.faults.length === 1 ? "One fault" : `${state.faults.length} faults`;
    faults.querySelector("ul").replaceChildren(...state.faults.map(text => {
      const row = document.createElement("li");
      row.textContent = text;
      return row;
    }));
    find("state").textContent = state.faults.length ? "not built" : `built ${new Date().toLocaleTimeString()}`;
  };
  const ask = async () => {
    try {
      const state = await (await fetch("/state.json")).json();
      if (state.version !== version) draw(state);
      version = state.version;
    } catch {
      find("state").textContent = "the preview has ended";
    }
    setTimeout(ask, ASK_MS);
  };
  maps.addEventListener("change", show);
  ask();
})();
