/** How a new password or PIN is reserved on a smartphone, for everybody; as the guide of Arakawa prints it. */
export const reservationSite = 'https://www.jpki.go.jp/jpkiidreset/howto/index.html';
