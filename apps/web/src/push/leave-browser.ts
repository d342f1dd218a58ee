/** At signing out: the server forgets this device with the session, and the browser need not hear of it any more. */
export async function leaveBrowser(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}
