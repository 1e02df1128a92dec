/* global document, window */
// The template's form service is left out. A sign-up counts as a goal, and nothing is sent.
document.addEventListener('submit', (event) => {
  event.preventDefault();
  window.tailorbird?.goal('signup');
});
