/** A saved atlas has no pages to bring as dialogs: the links of the live page lead to the atlas. */
