"""Study: the learner's pages, where the engines are joined."""
