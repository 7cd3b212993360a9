package io.nact.testkit;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kit for one system that others make, such as that of an application: its options are {@linkplain #prepare prepared}
 * before it is made, and the {@linkplain #kit kit} goes around it before it starts.
 */
public final class KitPreparation {

    private final Waiting waiting = new Waiting.OnThreads();

    private final @Nullable ManualTime time;

    private @Nullable CountingDispatcher dispatcher;

    private KitPreparation(@Nullable ManualTime time) {
        this.time = time;
    }

    /** Of a system whose time passes by itself. */
    public static KitPreparation realTime() {
        return new KitPreparation(null);
    }

    /** Of a system whose time passes only by the {@linkplain ActorTestKit#time kit's clock}. */
    public static KitPreparation manualTime() {
        return new KitPreparation(new ManualTime());
    }

    /** What the system is to be made with: the same, on a dispatcher that the kit sees through and with its clock. */
    public SystemOptions prepare(SystemOptions options) {
        return prepare("test", options);
    }

    SystemOptions prepare(String name, SystemOptions options) {
        Dispatcher given = Objects.requireNonNullElseGet(options.dispatcher(), () -> Dispatchers.workStealing(name));
        CountingDispatcher counting = new CountingDispatcher(given, waiting);
        dispatcher = counting;
        SystemOptions counted = options.withDispatcher(counting);
        return time == null ? counted : counted.withScheduler(time);
    }

    /**
     * The kit around the system that was made with the prepared options. Not to be closed where others stop the system.
     *
     * @throws IllegalStateException if no options have been prepared
     */
    public ActorTestKit kit(ActorSystem system) {
        if (dispatcher == null) {
            throw new IllegalStateException(
                    "Actor system '%s' was not made with the options of its test kit: pass them through KitPreparation.prepare before it is made"
                            .formatted(system.name()));
        }
        return new ActorTestKit(system, time, dispatcher, waiting);
    }
}
