// A phone's browser without modules: the page is loaded again now and then.
setTimeout(function () {
  location.reload();
}, 20000);
