package io.nact.spring.web;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.DeferredResultMethodReturnValueHandler;

/** Cancels an ask that a controller has returned if its request ends first. For the rest it is Spring's own handler. */
final class CancellingReturnValueHandler extends DeferredResultMethodReturnValueHandler {

    /** Its class is hidden, and a future of another origin may be meant for others as well. */
    private static final String ASKS = "io.nact.engine.";

    @Override
    public void handleReturnValue(
            @Nullable Object returned, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws Exception {
        if (returned instanceof CompletableFuture<?> future
                && future.getClass().getName().startsWith(ASKS)) {
            WebAsyncUtils.getAsyncManager(request)
                    .registerDeferredResultInterceptors(new CancelAfterCompletion(future));
        }
        super.handleReturnValue(returned, type, container, request);
    }

    /** Not at the timeout itself: the result would be the cancellation, and not what Spring makes of a timeout. */
    private record CancelAfterCompletion(CompletableFuture<?> asked) implements DeferredResultProcessingInterceptor {

        @Override
        public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
            asked.cancel(true);
        }
    }
}
