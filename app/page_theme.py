"""Gradio's own colours and fonts, led to the variables of page.css: one place decides how Pejl looks."""

from __future__ import annotations

import gradio as gr

# Plain names of fonts, for a Font object would have the browser fetch a file.
THEME = gr.themes.Base(font=["var(--sans)"], font_mono=["monospace"]).set(
    body_background_fill="var(--paper)",
    body_background_fill_dark="var(--paper)",
    body_text_color="var(--ink)",
    body_text_color_dark="var(--ink)",
    body_text_color_subdued="var(--muted)",
    body_text_color_subdued_dark="var(--muted)",
    background_fill_primary="var(--paper)",
    background_fill_primary_dark="var(--paper)",
    block_background_fill="transparent",
    block_background_fill_dark="transparent",
    block_border_width="0px",
    block_label_text_color="var(--muted)",
    block_label_text_color_dark="var(--muted)",
    block_title_text_color="var(--muted)",
    block_title_text_color_dark="var(--muted)",
    button_primary_background_fill="var(--accent)",
    button_primary_background_fill_dark="var(--accent)",
    button_primary_background_fill_hover="var(--accent-strong)",
    button_primary_background_fill_hover_dark="var(--accent-strong)",
    button_primary_text_color="var(--on-accent)",
    button_primary_text_color_dark="var(--on-accent)",
    button_secondary_background_fill="transparent",
    button_secondary_background_fill_dark="transparent",
    button_secondary_background_fill_hover="var(--tint)",
    button_secondary_background_fill_hover_dark="var(--tint)",
    button_secondary_text_color="var(--accent)",
    button_secondary_text_color_dark="var(--accent)",
    input_background_fill="var(--card)",
    input_background_fill_dark="var(--card)",
    input_border_color="var(--edge)",
    input_border_color_dark="var(--edge)",
    input_placeholder_color="var(--muted)",
    input_placeholder_color_dark="var(--muted)",
)
