package io.nact.component;

/** Where the messages of one class go, and how they are answered. */
record Route(Handler handler, Answer answer) {

    /** Where the protocol does not say what the message asks for, the check at start-up could not either. */
    static Route of(Handler handler, Class<?> message) {
        Answer answer = Answer.of(handler, handler.asked(message));
        return new Route(
                handler, answer == Answer.IMPOSSIBLE ? Answer.of(handler, ReplyType.of(handler.message())) : answer);
    }
}
