/** A visitor of the demo, as its server sees her. */
export interface Visit {
  /** The address of her order's payment page, with a code that can be paid. */
  page: string;
  cookie: string;
}

/** Buys a cake as a browser without scripts does, up to the code: by sending the forms of the pages. */
export async function orderWithoutScript(shop: string): Promise<Visit> {
  const cookies = new Map<string, string>();
  const headers = () => ({
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    origin: shop,
    "sec-fetch-site": "same-origin",
  });

  /** Sends the form that has this field, and returns where it leads. */
  const send = async (path: string, field: string): Promise<string> => {
    const html = await (await fetch(shop + path, { headers: headers() })).text();
    const form = html.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(`name="${field}"`));
    if (form === undefined) throw new Error(`${path} has no form with the field ${field}.`);
    const body = new FormData();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const [, name] = /name="([^"]*)"/.exec(input) ?? [];
      const [, value = ""] = /value="([^"]*)"/.exec(input) ?? [];
      if (name !== undefined) body.set(name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    }
    const answer = await fetch(shop + path, { method: "POST", body, headers: headers(), redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status} to its form.`);
    return answer.headers.get("location") ?? path;
  };

  await send("/", "product");
  const checkout = await send("/cart", "cart");
  await send(checkout, "order");
  return { page: new URL(checkout, shop).href, cookie: headers().cookie };
}
