package io.nact.persistence;

/** One class, and what it is called where it is stored. */
record Registration(Class<?> type, String alias, int version) {

    @Override
    public String toString() {
        return "'%s' v%d (%s)".formatted(alias, version, type.getName());
    }
}
