/* What scripts keep on this machine. Where a browser has no storage, refuses it or has it full, a value lives as long
   as the page; `set` answers whether it outlives it. */
const machine = (() => {
  "use strict";
  let storage = null;
  try { storage = window.localStorage; storage?.getItem("probe"); } catch { storage = null; }
  const page = new Map();
  return {
    get(name) {
      if (page.has(name)) return page.get(name);
      try { return storage?.getItem(name) ?? null; } catch { return null; }
    },
    set(name, value) {
      try {
        if (!storage) throw new Error("no storage");
        storage.setItem(name, String(value));
        page.delete(name);
        return true;
      } catch {
        page.set(name, String(value));
        return false;
      }
    },
    remove(name) {
      page.delete(name);
      try { storage?.removeItem(name); } catch { /* as if it were not there */ }
    },
    names() {
      try { return [...new Set([...page.keys(), ...Object.keys(storage ?? {})])]; } catch { return [...page.keys()]; }
    },
    get lasts() {
      if (!storage) return false;
      try { storage.setItem("probe", "1"); storage.removeItem("probe"); return true; } catch { return false; }
    },
  };
})();
