import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "LeadVibe Admin",
    short_name: "LeadVibe",
    start_url: "/dashboard",
    display: "standalone",
    background_color: "#f8f8fb",
    theme_color: "#4b44d4",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/apple-icon.png", sizes: "180x180", type: "image/png" },
    ],
  };
}
