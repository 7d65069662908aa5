// Words of the theme's scripts that come in no Danish: the button that copies a block of code.
(function () {
  "use strict";
  const words = {
    copy: "Kopiér",
    copy_to_clipboard: "Kopiér til udklipsholderen",
    copy_success: "Kopieret",
    copy_failure: "Kunne ikke kopieres",
  };
  // `messages` and the two icons are variables of that script, which is loaded before this one.
  if (document.documentElement.lang !== "da" || typeof messages === "undefined") return;
  iconCopy = iconCopy.replace(messages.en.copy_to_clipboard, words.copy_to_clipboard);
  iconCheck = iconCheck.replace(messages.en.copy_success, words.copy_success);
  Object.assign(messages.en, words);
})();
