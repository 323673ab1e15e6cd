"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const find = document.getElementById("find");
  const said = document.getElementById("said");
  const notes = [];
  const letters = document.getElementsByClassName("letter");
  let texts = null;
  let pending = 0;

  const fold = (text) => text.toLowerCase().replace(/\s+/g, " ");

  const search = () => {
    const words = fold(find.value).trim().split(" ").filter(Boolean);
    if (texts === null) {
      notes.push(...document.getElementsByClassName("note"));
      texts = notes.map((note) => fold(note.textContent));
    }
    let found = 0;
    notes.forEach((note, place) => {
      const has = words.every((word) => texts[place].includes(word));
      note.classList.toggle("unfound", !has);
      found += has;
    });
    for (const letter of letters) {
      const none = words.length > 0 && !letter.querySelector(".note:not(.unfound)");
      letter.classList.toggle("unfound", none);
    }
    said.textContent = words.length === 0 ? "" : found === 1 ? "1 note found" : `${found} notes found`;
  };

  find.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(search, 120);
  });
  find.form.addEventListener("submit", (event) => event.preventDefault());

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "unseen";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const done = await copied(button.dataset.copy);
    said.textContent = done ? `Copied ${button.dataset.copy}` : "The browser does not let this page copy.";
    button.textContent = done ? "Copied" : "Not copied";
    button.focus();
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
})();
