package io.nact.engine;

import org.jspecify.annotations.Nullable;

/** A reference to a place in the tree. Two of them are equal if system and path are. */
abstract class NamedRef<M> extends MessageRef<M> {

    /** The actor that lives there now. */
    abstract @Nullable Cell<?> cell();

    @Override
    final @Nullable Cell<?> actor() {
        return cell();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof NamedRef<?> ref
                        && system() == ref.system()
                        && name().equals(ref.name())
                        && path().equals(ref.path());
    }

    @Override
    public final int hashCode() {
        return path().hashCode();
    }
}
