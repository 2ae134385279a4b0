// Runs only where the page's own scripts cannot: says which browser it needs, in words that every browser shows.
(function () {
  var zh = document.documentElement.lang.indexOf("zh") === 0;
  var place = document.getElementById("refusal");
  place.textContent = zh
    ? "这个浏览器太旧，无法显示本页。请换用谷歌 Chrome、360、Edge 等浏览器（Chromium 63 以上），或接一台电脑、电视盒。"
    : "This browser is too old for this page. It needs Chrome, Edge or another of Chromium 63 or newer, or a computer or TV box.";
  place.hidden = false;
})();
