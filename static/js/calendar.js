/* Days are typed as 05/12/2019 in any browser; a button beside them opens the browser's own calendar. Where there is
   none, or no script, the text field is all that is needed. */
(() => {
  "use strict";
  const model = document.getElementById("calendar")?.content.firstElementChild;
  if (!model || !("showPicker" in HTMLInputElement.prototype)) return;
  const two = (number) => String(number).padStart(2, "0");

  /* "5/12/2019 14:05" to "2019-12-05T14:05" and back. */
  const machineWay = (text) => {
    const [, day, month, year, hour, minute] = text.match(/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2}):(\d{2}))?/) ?? [];
    return day ? `${year}-${two(month)}-${two(day)}${hour ? `T${two(hour)}:${minute}` : ""}` : text.trim();
  };
  const ourWay = (text) => text.replace(/^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}).*)?$/, (_all, year, month, day, time) =>
    `${day}/${month}/${year}${time ? ` ${time}` : ""}`);

  for (const field of document.querySelectorAll("input[data-calendar]")) {
    const picker = document.createElement("input");
    picker.type = field.dataset.calendar;
    if (picker.type === "text") continue;
    Object.assign(picker, { className: "calendar-picker", tabIndex: -1 });
    picker.setAttribute("aria-hidden", "true");
    const button = model.cloneNode(true), box = document.createElement("span");
    box.className = "dated";
    const focused = field === document.activeElement;
    field.replaceWith(box);
    box.append(field, button, picker);
    if (focused) field.focus();
    button.addEventListener("click", () => {
      picker.value = machineWay(field.value);
      try { picker.showPicker(); } catch { field.focus(); }
    });
    picker.addEventListener("change", () => {
      field.value = ourWay(picker.value);
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    });
  }
})();
