package io.nact.spring;

import io.nact.SystemOptions;

/**
 * Changes the options of the application's actor system before it is made: for what no property says, such as a clock or
 * a dispatcher of one's own.
 *
 * <p>Beans of this type are asked in their order, after the properties. An application with an {@link io.nact.ActorSystem}
 * bean of its own is not asked.
 */
@FunctionalInterface
public interface SystemOptionsCustomizer {

    /** The options to go on with: those given, or a changed copy. */
    SystemOptions customize(SystemOptions options);
}
