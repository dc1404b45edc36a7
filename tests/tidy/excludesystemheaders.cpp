// SPDX-License-Identifier: MIT
// A plugin of clang-tidy: nothing that a header of the system declares is shown to the checks. They
// report nothing from there, but looking there takes three quarters of their time. (From LLVM 22 on
// clang-tidy leaves them out by itself.)
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/ASTMatchers/ASTMatchers.h>
#include <clang/Basic/SourceManager.h>

#include <vector>

using namespace clang;
using namespace clang::tidy;

namespace {

// Of a translation unit all checks see the unit itself first. Then its declarations are visited, of
// which ASTContext::setTraversalScope() says which. Two checks visit them all as soon as they see
// the unit: of those the order counts, which is that of a hash of their names. By its name this one
// comes before both.
class ExcludeSystemHeaders : public ClangTidyCheck
{
public:
    using ClangTidyCheck::ClangTidyCheck;

    void registerMatchers(ast_matchers::MatchFinder *finder) override
    {
        finder->addMatcher(ast_matchers::translationUnitDecl().bind("unit"), this);
    }

    void check(const ast_matchers::MatchFinder::MatchResult &result) override
    {
        const auto &sources = *result.SourceManager;
        const auto *unit = result.Nodes.getNodeAs<TranslationUnitDecl>("unit");
        std::vector<Decl *> own;
        // What was precompiled, all of it the system's, need not even be loaded.
        for (auto *declaration : unit->noload_decls()) {
            const auto place = sources.getExpansionLoc(declaration->getLocation());
            if (place.isValid() && !sources.isInSystemHeader(place)) {
                own.push_back(declaration);
            }
        }
        result.Context->setTraversalScope(own);
    }
};

class Module : public ClangTidyModule
{
public:
    void addCheckFactories(ClangTidyCheckFactories &factories) override
    {
        factories.registerCheck<ExcludeSystemHeaders>("own-exclude-system-headers");
    }
};

const ClangTidyModuleRegistry::Add<Module> added("own", "what only this project has");

} // namespace
