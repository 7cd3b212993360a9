package io.nact.dashboard;

import io.nact.inspect.ActorDetails;
import io.nact.inspect.Flow;
import io.nact.inspect.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** For native images: the files of the page, and what is written as JSON. */
final class DashboardHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/nact/dashboard/" + PageFiles.FOLDER + "*");
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(
                        hints.reflection(),
                        Sample.class,
                        Session.State.class,
                        Page.class,
                        ActorDetails.class,
                        Flow.class,
                        Answers.Found.class,
                        Answers.OneActor.class,
                        Answers.Letters.class);
    }
}
