// Presses «Собирать дальше» while a package is being built; without it the button is pressed by hand.
const goesOn = document.querySelector("form[data-goes-on]");
if (goesOn) setTimeout(() => goesOn.submit(), 700);
