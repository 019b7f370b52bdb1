// What the browser guard exports from exists nowhere: that is what it is for.
declare module "@kaikei/server holds*";
