/** An e-mail address, whatever stands around it, also as addresses of pages encode it: never stored. */
export const emailAddress = /[^\s@](@|%40)[^\s@]+\.[^\s@]/i;
