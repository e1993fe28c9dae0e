/* Covers a page that nobody used for a while; what was typed stays under the cover. The server holds the same rule
   without this script. Who types without turning a page is still there: once a minute the server is told so. */
(() => {
  "use strict";
  const told = document.getElementById("idle-lock");
  if (!told) return;
  const limit = told.dataset.seconds * 1000, often = Math.min(60_000, limit / 5);
  const actor = document.body.dataset.actor || "", shared = `used:${actor}`;

  /* Who signed in again in another tab has another token since; the page's own forms take it over with `freshen`. */
  const fields = () => document.querySelectorAll("[name=csrfmiddlewaretoken]");
  const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  const token = () => cookie() || fields()[0]?.value || "";
  const freshen = () => { if (cookie()) fields().forEach((field) => { field.value = cookie(); }); };

  /* 409: somebody else is signed in in this browser now. */
  const post = (typed) => {
    const body = new URLSearchParams(typed);
    body.set("actor", actor);
    return fetch(told.dataset.url, { method: "POST", headers: { "X-CSRFToken": token() }, body });
  };

  /* All tabs of one person are used together. A moment ahead of the clock was noted while the clock was wrong. */
  let own = Date.now(), noted = Date.now(), cover;
  const past = (moment) => (moment > Date.now() + 60_000 ? 0 : moment);
  const last = () => Math.max(past(own), past(Number(machine.get(shared)) || 0));
  const used = () => { own = Date.now(); machine.set(shared, own); };
  used();

  for (const kind of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    addEventListener(kind, () => {
      if (cover || look()) return;
      used();
      if (own - noted < often) return;
      noted = own;
      post({}).then((answer) => {
        if (answer.status === 403 || answer.status === 409) lock();
        if (answer.status === 409) say(told.dataset.other);
      }).catch(() => { noted = 0; });
    }, { passive: true, capture: true });
  }

  /* A sleeping machine runs no timers: look again when the page is seen again. */
  const look = () => {
    const idle = Date.now() - last() >= limit;
    if (idle) lock(); else if (cover) unlock();
    return idle;
  };
  setInterval(look, 1000);
  for (const kind of ["pageshow", "focus"]) addEventListener(kind, look);
  document.addEventListener("visibilitychange", look);

  function lock() {
    if (cover) return;
    own = 0;
    machine.set(shared, 0);
    cover = told.content.firstElementChild.cloneNode(true);
    cover.addEventListener("cancel", (event) => event.preventDefault());
    cover.addEventListener("close", () => { if (cover) cover.showModal(); });
    cover.querySelector("[data-unlock]").addEventListener("submit", tryUnlock);
    document.body.append(cover);
    cover.dispatchEvent(new CustomEvent("cover", { bubbles: true }));
    document.documentElement.classList.add("is-locked");
    cover.showModal();
  }

  function unlock() {
    const gone = cover;
    cover = null;
    gone.remove();
    document.documentElement.classList.remove("is-locked");
    freshen();
  }

  async function tryUnlock(event) {
    event.preventDefault();
    const form = event.target;
    try {
      const answer = await post(new FormData(form));
      if (answer.redirected) return say(told.dataset.ended);
      if (answer.status === 409) return say(told.dataset.other);
      if (answer.ok) { noted = Date.now(); used(); return unlock(); }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const words = page.querySelector("[data-wrong]") || page.querySelector(".public-card p, .reason");
      say(words?.textContent.trim() || told.dataset.ended);
    } catch { say(told.dataset.lost); }
    form.elements.unlock.value = "";
  }

  function say(words) {
    const line = cover?.querySelector("[data-says]");
    if (!line) return;
    line.hidden = false;
    line.textContent = words;
    cover.querySelector("[data-enter]").hidden = words !== told.dataset.ended && words !== told.dataset.other;
  }
})();
