package io.nact.spring.autoconfigure;

import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.spring.autoconfigure.NactProperties.Dispatcher.Type;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;

/**
 * A dispatcher as the properties want it.
 *
 * @param prefix what the names of its properties begin with
 */
record ConfiguredDispatcher(String prefix, NactProperties.Dispatcher wanted, Environment environment) {

    ConfiguredDispatcher {
        if (wanted.type() == Type.VIRTUAL && !Dispatchers.hasVirtualThreads()) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix + ".type",
                    "virtual",
                    "JDK %d has no virtual threads. Run the application on JDK 21 or later, or set the property to auto or pool."
                            .formatted(Runtime.version().feature()));
        }
    }

    Dispatcher create(String name) {
        if (wanted.type() == Type.VIRTUAL || wanted.type() == Type.AUTO && Threading.VIRTUAL.isActive(environment)) {
            return Dispatchers.virtualThreads(name);
        }
        Integer parallelism = wanted.parallelism();
        return parallelism == null ? Dispatchers.workStealing(name) : Dispatchers.workStealing(name, parallelism);
    }
}
