/** How a provider looks. */
export interface Brand {
  /** `#rrggbb`. Gives buttons and links their hue and chroma. Their lightness is ours, so that the contrast is enough. */
  color: string;
  /** The path of the logo, as a line on a square of 24 by 24. */
  mark: string;
  /** Files in `public` that show the logo on tabs and home screens. Null: tabs show the mark. */
  icons: { tab: string; touch: string; manifest: string } | null;
  /** Where the button that opens the form for a new key is. By default, in the header of the page. */
  createButton?: 'corner';
  /** Where customers ask for help: a page, or an address after `mailto:`. */
  support?: string;
}
