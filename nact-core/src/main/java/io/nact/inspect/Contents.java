package io.nact.inspect;

/** Whether messages are shown with what is in them, or only by their types. */
public enum Contents {
    /** Only by their types. */
    HIDDEN,
    /** As text, without what is marked {@code @Sensitive}. */
    SHOWN
}
