// Copies the code to paste; where the browser lets nobody copy, the code is selected for the reader to do it.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = /** @type {HTMLTextAreaElement} */ (button.previousElementSibling);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.getAttribute("data-copied");
    } catch {
      field.focus();
    }
  });
}
