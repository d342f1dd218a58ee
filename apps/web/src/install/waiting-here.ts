/** Where the phone notes how many registrations wait, for what is always loaded. */
export const WAITING = 'canh-thon-queued';

/** Who worked with the wizard last: the one for whom it opens without network. */
export const INSTALLER = 'canh-thon-installer';

/** How many wait on this phone, whoever made them. */
export const waitingHere = (): number => Number(localStorage.getItem(WAITING) ?? 0);
