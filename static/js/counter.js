/* Under a text that nears its limit: how many characters the server would keep of it. Counts as portal/core/plain_text.py
   does (code points after NFC, without what cannot be seen); nothing is ever cut here. */
const countKept = (() => {
  "use strict";
  const BREAKS = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g;
  const GAPS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164]/g;
  const UNSEEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
  const SIGN = /^[\p{So}\p{Sm}\u{1f3fb}-\u{1f3ff}]$/u;
  const before = (text, at) => [...text.slice(Math.max(0, at - 2), at)].pop() ?? "";
  const after = (text, at) => [...text.slice(at, at + 2)][0] ?? "";

  function holdsEmoji(found, at, text) {
    const previous = before(text, at), next = after(text, at + 1);
    if (found === "\ufe0f") return SIGN.test(previous) || (next === "\u20e3" && /^[0-9#*]$/.test(previous));
    return found === "\u200d" && SIGN.test(next) && SIGN.test(previous === "\ufe0f" ? before(text, at - 1) : previous);
  }

  return (typed, lines) => {
    const seen = typed.replace(BREAKS, "\n").replace(GAPS, " ")
      .replace(UNSEEN, (found, at, text) => (lines && holdsEmoji(found, at, text) ? found : ""));
    let kept = seen.normalize("NFC").replace(/ {2,}/g, " ").replace(/ +(?=\n)/g, "").replace(/^[ \n]+|[ \n]+$/g, "");
    if (!lines) kept = kept.replace(/\n/g, " ").replace(/ {2,}/g, " ");
    return [...kept].length;
  };
})();

(() => {
  "use strict";
  const model = document.getElementById("counter")?.content.firstElementChild;
  if (!model) return;
  const digits = new Intl.NumberFormat("vi");

  for (const field of document.querySelectorAll("[data-most]")) {
    const most = Number(field.dataset.most), shown = model.cloneNode(true);
    const count = () => {
      const kept = countKept(field.value, field.matches("textarea")), over = kept - most;
      shown.hidden = kept < most * 0.8;
      shown.classList.toggle("counter-over", over > 0);
      const words = over > 0 ? shown.dataset.over : shown.dataset.words;
      const numbers = { count: kept, most, over };
      shown.textContent = shown.hidden ? "" : words.replace(/\{(\w+)\}/g, (_all, name) => digits.format(numbers[name]));
    };
    field.after(shown);
    field.addEventListener("input", count);
    field.form?.addEventListener("reset", () => setTimeout(count));
    count();
  }
})();
