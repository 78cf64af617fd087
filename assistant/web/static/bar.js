// On a narrow window the views are scrolled sideways: the one that is shown comes into sight.
const shown = document.querySelector(".bar .views [aria-current]");
if (shown) shown.closest(".views").scrollLeft = shown.offsetLeft - 20;
