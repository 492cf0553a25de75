"""The stories' desk: curators make stories ready, publish them, and write down what tellers say."""
