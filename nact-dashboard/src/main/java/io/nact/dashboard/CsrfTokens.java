package io.nact.dashboard;

import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What a browser has to send along with a write operation, where Spring Security guards against forged requests. */
@FunctionalInterface
interface CsrfTokens {

    /** No guard, or one that the page knows from its cookie. */
    CsrfTokens NONE = Optional::empty;

    /** Of the request on this thread. */
    Optional<Token> current();

    record Token(String header, String token) {}

    /** As the filter of a servlet container leaves it. */
    final class OfServletRequest implements CsrfTokens {

        @Override
        public Optional<Token> current() {
            return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                    .map(request -> request.getAttribute(CsrfToken.class.getName(), RequestAttributes.SCOPE_REQUEST))
                    .map(CsrfToken.class::cast)
                    .map(token -> new Token(token.getHeaderName(), token.getToken()));
        }
    }
}
