// Keeps a long form on the server two seconds after the last key; the form works without it.
document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const status = form.querySelector(".autosave");
  let timer = 0;
  let sending = null;
  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };
  const save = async () => {
    timer = 0;
    sending = new AbortController();
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: typed(),
        headers: { Accept: "application/json" },
        signal: sending.signal,
      });
      const answer = await response.json();
      status.textContent = response.ok ? `Сохранено в ${answer.saved_at}` : answer.error;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = "Нет связи: текст пока только на этой странице.";
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  });
  // What is being sent for good must not come back as a draft.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    if (sending) sending.abort();
  });
  window.addEventListener("pagehide", () => {
    if (timer) navigator.sendBeacon(form.dataset.autosave, typed());
  });
});
const summary = document.querySelector(".error-summary");
if (summary) summary.focus();
