package io.nact.spring;

import io.nact.SystemOptions;

/**
 * Changes the options of the application's actor system before it is made, after the properties have been applied. As a
 * bean; several are called in their order.
 */
@FunctionalInterface
public interface SystemOptionsCustomizer {

    /** The options as they are to be. */
    SystemOptions customize(SystemOptions options);
}
