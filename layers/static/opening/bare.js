// Before anything is seen: scripts run here, so the page is none for readers without them.

document.body.classList.remove("plain");
