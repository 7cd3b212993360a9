package io.nact.engine;

/** What people call classes: one word, the same each time the program runs. */
final class ClassNames {

    private static final String LAMBDA = "$$Lambda";

    private ClassNames() {}

    /** The simple name; of a class without one, what comes after its package. */
    static String of(Class<?> type) {
        if (type == Special.News.class) {
            return "Terminated";
        }
        String simple = type.getSimpleName();
        String name = simple.isEmpty()
                ? type.getName().substring(type.getPackageName().length() + 1)
                : simple;
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda + LAMBDA.length());
    }
}
