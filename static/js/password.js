// «Показать пароль» after every password; it is hidden again before it is sent, so that browsers keep it as a password.
document.querySelectorAll('input[type="password"]').forEach((input) => {
  const button = document.createElement("button");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  };
  button.type = "button";
  button.className = "btn btn-link password-shown";
  button.textContent = "Показать пароль";
  button.setAttribute("aria-controls", input.id);
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false));
  input.after(button);
});
