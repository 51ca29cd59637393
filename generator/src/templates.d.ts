/** A Handlebars template, compiled by the build (`templates-plugin.ts`). */
declare module '*.hbs' {
  const template: (view: object) => string;
  export default template;
}
