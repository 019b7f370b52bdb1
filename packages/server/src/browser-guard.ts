// A browser bundle that imports the server package lands here. A module that throws, or exports nothing, still lets
// some builds pass; an import that cannot be resolved stops every one of them, and its name is the message.
import "@kaikei/server holds secrets and runs on the server only: import @kaikei/react in browser code";
