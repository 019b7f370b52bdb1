// A browser bundle that imports the server package lands here. A module that throws, or exports nothing, still lets
// some builds pass; one that cannot be resolved stops every one of them, and its name is the message. It is "exported"
// from there, so that no bundler complains of a missing name first and hides the sentence.
export * from "@kaikei/server holds secrets and runs on the server only: import @kaikei/react in browser code";
