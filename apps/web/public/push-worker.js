/* Part of the service worker (vite.config.ts): shows what the server pushes, and opens what it is about. */
addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json();
  const options = { body, data: { url }, icon: '/icon-192.png', badge: '/icon-192.png', lang: 'vi' };
  // What is over takes the place of its beginning, and is heard again.
  if (tag) Object.assign(options, { tag, renotify: true });
  event.waitUntil(registration.showNotification(title, options));
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data.url, location.origin).href));
});

/** In a window that is there already, if there is one. */
async function open(url) {
  const [window] = await clients.matchAll({ type: 'window' });
  if (!window) return clients.openWindow(url);
  await window.focus();
  return window.navigate(url);
}
