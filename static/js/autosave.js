// Keeps a long form on the server two seconds after the last key; the form works without it.
document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const status = form.querySelector(".autosave");
  let timer;
  const save = async () => {
    try {
      const response = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
      const answer = await response.json();
      status.textContent = response.ok ? `Сохранено в ${answer.saved_at}` : answer.error;
    } catch {
      status.textContent = "Нет связи: текст пока только на этой странице.";
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  });
});
const summary = document.querySelector(".error-summary");
if (summary) summary.focus();
