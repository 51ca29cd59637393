declare const EXTCONN_BUILD: string | undefined;

/** Tells one build of the generator from another; undefined where it runs from source. */
export const BUILD_ID: string | undefined = typeof EXTCONN_BUILD === 'string' ? EXTCONN_BUILD : undefined;
