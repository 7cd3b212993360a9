package io.nact.spring.web;

import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.DeferredResultMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Lets Spring MVC cancel an ask whose client has given up: when the asynchronous request has timed out, or its connection
 * turns out to be broken. Spring WebFlux does so by itself, and at once.
 */
public final class AskCancellation implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            List<HandlerMethodReturnValueHandler> handlers = adapter.getReturnValueHandlers();
            if (handlers != null) {
                adapter.setReturnValueHandlers(
                        handlers.stream().map(AskCancellation::cancelling).toList());
            }
        }
        return bean;
    }

    private static HandlerMethodReturnValueHandler cancelling(HandlerMethodReturnValueHandler handler) {
        return handler.getClass() == DeferredResultMethodReturnValueHandler.class
                ? new CancellingReturnValueHandler()
                : handler;
    }
}
